#include "models/engine.h"

#include <string.h>

#define STAGE(name) extern const struct stage stage_##name##_baseline, stage_##name##_avx2, stage_##name##_avx512;
#include "models/stages.def"
#undef STAGE

static const struct stage *const stages_baseline[] = {
#define STAGE(name) &stage_##name##_baseline,
#include "models/stages.def"
#undef STAGE
    NULL};
static const struct stage *const stages_avx2[] = {
#define STAGE(name) &stage_##name##_avx2,
#include "models/stages.def"
#undef STAGE
    NULL};
static const struct stage *const stages_avx512[] = {
#define STAGE(name) &stage_##name##_avx512,
#include "models/stages.def"
#undef STAGE
    NULL};

/* The features that -march=x86-64-v2, -v3 and -v4 may use; compilers differ on which processors they name, so features
 * are asked for, not names. */
#if defined(__x86_64__)
static bool baseline_supported(void)
{
    return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("ssse3");
}

static bool avx2_supported(void)
{
    return baseline_supported() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
           __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}

static bool avx512_supported(void)
{
    return avx2_supported() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
}
#else
static bool baseline_supported(void)
{
    return true;
}

static bool avx2_supported(void)
{
    return false;
}

static bool avx512_supported(void)
{
    return false;
}
#endif

/* Best last. */
static const struct isa isas[] = {
    {"baseline", 0, stages_baseline, &tally_kernels_baseline, baseline_supported},
    {"avx2", 1, stages_avx2, &tally_kernels_avx2, avx2_supported},
    {"avx512", 2, stages_avx512, &tally_kernels_avx512, avx512_supported},
};

const struct isa *isa_named(const char *name)
{
    for (size_t i = 0; i < sizeof isas / sizeof *isas; i++)
        if (strcmp(isas[i].name, name) == 0)
            return &isas[i];
    return NULL;
}

const struct isa *isa_best(void)
{
    const struct isa *best = &isas[0];
    for (size_t i = 1; i < sizeof isas / sizeof *isas; i++)
        if (isas[i].supported())
            best = &isas[i];
    return best;
}

bool isa_supported(const struct isa *isa)
{
    return isa->supported();
}

const char *isa_name(const struct isa *isa)
{
    return isa->name;
}

const struct stage *const *engine_stages(const struct isa *isa)
{
    return isa->stages;
}
