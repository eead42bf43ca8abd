#include "analysis/question.h"

struct question question_beside(const struct question *question, uint64_t most_paths)
{
    struct question beside = *question;
    beside.paths = question->paths < most_paths ? question->paths : most_paths;
    beside.target_count = 0;
    beside.share = NULL;
    return beside;
}

struct sampling question_sampling(const struct question *question)
{
    return sampling_of(question->sampler, question->seed, question->paths, question->replicates);
}
