#include "cli/sixel.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 250, ANSWER_MOST = 128, SIXEL_ATTRIBUTE = 4 };

bool pk_sixel_is_in(const char *answer)
{
    const char *at = strstr(answer, "\033[?");
    if (!at || !strchr(at, 'c')) {
        return false;
    }
    for (at += 2; *at == '?' || *at == ';'; at += strspn(at, "0123456789")) {
        if (atoi(++at) == SIXEL_ATTRIBUTE) {
            return true;
        }
    }
    return false;
}

static long now_ms(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return 1000 * at.tv_sec + at.tv_nsec / 1000000;
}

/* Reads until the answer's last letter, or until the patience ends. */
static void read_answer(int descriptor, char answer[ANSWER_MOST])
{
    const long until = now_ms() + PATIENCE_MS;
    size_t length = 0;
    while (length < ANSWER_MOST - 1 && !memchr(answer, 'c', length)) {
        struct pollfd end = {.fd = descriptor, .events = POLLIN};
        const long left = until - now_ms();
        if (left <= 0 || poll(&end, 1, (int)left) <= 0) {
            break;
        }
        const ssize_t got = read(descriptor, answer + length, ANSWER_MOST - 1 - length);
        if (got <= 0) {
            break;
        }
        length += (size_t)got;
    }
    answer[length] = '\0';
}

bool pk_sixel_ask(int descriptor)
{
    struct termios was, raw;
    char answer[ANSWER_MOST] = "";
    const pid_t foreground = tcgetpgrp(descriptor);
    if ((foreground > 0 && foreground != getpgrp()) || tcgetattr(descriptor, &was) != 0) {
        return false;
    }
    raw = was;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    if (tcsetattr(descriptor, TCSAFLUSH, &raw) != 0) {
        return false;
    }
    if (write(descriptor, "\033[c", 3) == 3) {
        read_answer(descriptor, answer);
    }
    tcsetattr(descriptor, TCSAFLUSH, &was);
    return pk_sixel_is_in(answer);
}

bool pk_sixel_here(void)
{
    const int descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool known = pk_sixel_ask(descriptor);
    close(descriptor);
    return known;
}
