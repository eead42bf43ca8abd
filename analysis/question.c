#include "analysis/question.h"

struct sampling question_sampling(const struct question *question)
{
    return sampling_of(question->sampler, question->seed, question->paths, question->replicates);
}
