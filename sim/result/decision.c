#include "result/decision.h"

pk_verdict_t pk_verdict_of(double gain, double gain_se, double evpi)
{
    if (!(gain > 0)) {
        return PK_VERDICT_KEEP;
    }
    if (gain < evpi) {
        return PK_VERDICT_FIND_OUT;
    }
    return gain > 2 * gain_se ? PK_VERDICT_DO : PK_VERDICT_KEEP;
}

const char *pk_verdict_words(pk_verdict_t verdict)
{
    static const char *const words[] = {
        [PK_VERDICT_KEEP] = "keep today's", [PK_VERDICT_DO] = "do it", [PK_VERDICT_FIND_OUT] = "find out more first"};
    return words[verdict];
}
