# polku: make demo (the main job), make test. See README.md.
CC ?= gcc
CPPFLAGS = -Isim -D_GNU_SOURCE
WARNINGS = -Wall -Wextra -Wconversion -Wshadow
CFLAGS = -std=gnu17 -O2 -g $(WARNINGS) -ffp-contract=off -fno-math-errno -fopenmp
LDLIBS = -lgsl -lgslcblas -lyaml -ljansson -lmd -lm
SOURCES := $(shell find sim -name '*.c' | sort)
OBJECTS := $(SOURCES:%.c=build/%.o)
LIBRARY := $(filter-out build/sim/cli/main.o,$(OBJECTS))
TESTS := $(patsubst %.c,build/%,$(shell find tests -name 'test_*.c' | sort))

.PHONY: all check-units
all: polku
polku: $(OBJECTS)
	$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)
build/sim/%.o: sim/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
build/tests/%: tests/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -o $@ $< $(LIBRARY) -lcmocka $(LDLIBS)
check-units: $(TESTS)
	@for t in $(TESTS); do $$t || exit 1; done
-include $(OBJECTS:.o=.d)
