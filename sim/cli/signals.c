#include "cli/signals.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/temporary.h"

static sigset_t ending_signals(void)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU};
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        struct sigaction action;
        if (sigaction(ending[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
            sigaddset(&set, ending[i]);
        }
    }
    return set;
}

/* Waits on a thread of its own, where everything is allowed that is not in a handler. */
static void *wait_for_the_end(void *nothing)
{
    (void)nothing;
    const sigset_t set = ending_signals();
    int which;
    while (sigwait(&set, &which) != 0) {
    }
    pk_temporary_clear();
    signal(which, SIG_DFL);
    raise(which);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    return NULL;
}

static bool leaving; /* main() is about to return */

/* exit() by anybody but main(): by libgomp, for which there was no memory or no further thread. It has said so in words
 * of its own. */
static void at_exit(void)
{
    if (!leaving) {
        fputs("error: out of memory, or no more threads may be started\n  hint: fewer --threads need less\n", stderr);
    }
    pk_temporary_clear();
}

void pk_signals_end(void)
{
    leaving = true;
}

void pk_signals_watch(void)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    atexit(at_exit);
    const sigset_t set = ending_signals();
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 256 << 10);
    if (pthread_create(&thread, &attributes, wait_for_the_end, NULL) != 0) {
        pthread_sigmask(SIG_UNBLOCK, &set, NULL); /* then they end the program at once */
    }
    pthread_attr_destroy(&attributes);
}
