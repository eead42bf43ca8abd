/* Kernel files are compiled once per instruction set, with ISA defined as baseline, avx2 or avx512. Each exports its
 * records under ISA_NAME(...), so that the three builds live side by side and one is chosen at run time. A kernel file
 * uses no libm function but fabs, floor and sqrt, which IEEE 754 rounds correctly everywhere. */
#ifndef SIM_ISA_H
#define SIM_ISA_H

#define ISA_PASTE_AGAIN(name, isa) name##_##isa
#define ISA_PASTE(name, isa) ISA_PASTE_AGAIN(name, isa)
#define ISA_NAME(name) ISA_PASTE(name, ISA)

/* Paths that are worked on together. A block's columns stay in the first-level cache. */
enum { LANES = 128 };

#endif
