/* What happens when the program is told to end. */
#ifndef PK_CLI_SIGNALS_H
#define PK_CLI_SIGNALS_H

/* From now on SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGXCPU end the program only after its temporary files are gone, and
 * with the signal as the reason of its end, as without this; one that the caller ignores (nohup) stays ignored. A
 * reader who goes away and a file that passes the limit of `ulimit -f` are errors of the write (EPIPE, EFBIG). Call
 * once, before any thread is started. */
void pk_signals_watch(void);

/* Where main() returns; an exit before that is one for want of memory. */
void pk_signals_end(void);

#endif
