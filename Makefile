# polku: customer journeys, simulated. README.md says what it is; this is how it is built and tested.
#
#   make demo       install what is missing, build, compare the plans of the gutter-cleaning firm
#   make test       install what is missing, build, run every test (ONLY=text: those whose name holds the text)
#
#   make            build ./polku (all else goes under build/)
#   make deps       install what is missing (Debian, Ubuntu; elsewhere it names the packages)
#   make check      check-format and check-layers: how the code is laid out and who may include whom
#   make test-asan  every test under the address and undefined-behaviour sanitizers
#   make test-setup prove `make deps` and `make demo` on a bare Debian in a folder of its own (root, debootstrap)
#   make bench      speed and memory beside those of an older commit, in one table (ONLY=text: rows that hold the text;
#                   RUNS=100000: also so many runs)
#   make bench-draws       what a draw costs, beside GSL's
#   make bench-lanes       what runs side by side bring, beside the scalar engine in the same process
#   make bench-agents      what a customer and step costs the engine of individuals, beside a bare loop, numpy and R (minutes)
#   make bench-journeys    what a log of simulated customers costs, beside copying its bytes (a minute)
#   make bench-gradient    what a gradient over all uncertain numbers costs
#   make bench-certainty   200 pairs of plans against many futures of each draw: is p_better honest? (minutes)
#   make bench-sbc         fits of data with known truths: do intervals hold what they say? (FITS=500; hours; ONLY=text)
#   make bench-posteriors  the sampler on posteriors with known answers (minutes; DATA=folder: also those that need data)
#   make fuzz       three minutes of broken input files and journeys by luck (make test has six seconds of it)
#   make example-data  make the data of scenarios/corner-shop anew, and learn from them: some minutes
#   make install    into $(DESTDIR)$(PREFIX); make uninstall takes it away again
#   make clean
#
# V=1 shows the commands.

ifeq ($(origin CC),default)
CC = gcc
endif
CFLAGS = -O2 -g
PREFIX = /usr/local
DESTDIR =
BUILD = build
PROGRAM = polku
JOBS := $(shell nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)

bindir = $(PREFIX)/bin
datadir = $(PREFIX)/share/polku
mandir = $(PREFIX)/share/man/man1
bashdir = $(PREFIX)/share/bash-completion/completions
zshdir = $(PREFIX)/share/zsh/site-functions

# -ffp-contract=off: the same bytes with and without fused multiply-add.
LANGUAGE = -std=gnu17 -D_GNU_SOURCE -Isim -fopenmp -ffp-contract=off -fno-math-errno
WARNINGS = -Wall -Wextra -Wconversion -Wshadow $(if $(WERROR),-Werror)
ifdef SANITIZE
# (-g1: lines for a report's stack; variables would cost a quarter of the compiler's time)
CFLAGS = -O1 -g1 -fno-omit-frame-pointer
LANGUAGE += -fsanitize=address,undefined -fno-sanitize-recover=all
endif
COMPILE = $(CC) $(LANGUAGE) $(WARNINGS) $(CPPFLAGS) $(CFLAGS)
LDLIBS = -lgsl -lgslcblas -lyaml -ljansson -lnlopt -lmd -lxlsxwriter -lz -lm

SOURCES := $(sort $(filter-out sim/engine/lanes/width.c,$(shell find sim -name '*.c')))
UNITS := $(sort $(wildcard tests/unit/test_*.c tests/fuzz/fuzz_*.c))
TWIN := $(sort $(wildcard tests/twin/*.c))
# The commit that `make bench` compares with.
REFERENCE = f081a2b
MAIN = $(BUILD)/sim/cli/main.o
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o) $(LANES)

# Both engines in lanes, once a width: the doubles in a register of the instructions of each.
WIDTHS := 1 $(if $(findstring x86_64,$(shell $(CC) -dumpmachine)),2 4 8)
LANES = $(if $(wildcard sim/engine/lanes/width.c),$(foreach kind,expected cohort,$(WIDTHS:%=$(BUILD)/sim/engine/lanes/$(kind)_%.o)))
LANE_FLAGS_1 = -DPK_INSTRUCTIONS='"none"'
LANE_FLAGS_2 = -DPK_INSTRUCTIONS='"SSE2"' -msse2
LANE_FLAGS_4 = -DPK_INSTRUCTIONS='"AVX2"' -mavx2
LANE_FLAGS_8 = -DPK_INSTRUCTIONS='"AVX-512"' -mavx512f -mavx512dq -mavx512vl
LIBRARY = $(BUILD)/libpolku.a
TWIN_OBJECTS = $(TWIN:%.c=$(BUILD)/%.o)
UNIT_PROGRAMS = $(UNITS:%.c=$(BUILD)/%)
BENCH_PROGRAMS = $(addprefix $(BUILD)/tests/bench/,bench evaluate draws lanes gradient journeys agents long_certainty posteriors sbc)

# One short line a file, or with V=1 the command itself.
Q = $(if $(V),,@)

# All cores, unless the caller has said how many.
WITH_ALL_CORES = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS))

.PHONY: all tests demo deps test test-asan test-setup check check-format check-layers bench bench-draws bench-lanes bench-gradient bench-journeys bench-agents bench-certainty bench-posteriors bench-sbc fuzz example-data install uninstall clean FORCE
.SECONDARY:
.DELETE_ON_ERROR:

all: $(PROGRAM)
tests: $(PROGRAM) $(UNIT_PROGRAMS) $(BENCH_PROGRAMS) $(if $(SANITIZE),,$(BUILD)/tests/fail_malloc.so)

# --- building -------------------------------------------------------------------------------------------------------

# A program elsewhere than here finds the gnuplot scripts and the schemas beside it all the same.
$(PROGRAM): $(MAIN) $(LIBRARY) $(BUILD)/link.flags
	@$(if $(V),:,echo "  link    $@")
	$(Q)$(COMPILE) $(LDFLAGS) -o $@ $(MAIN) $(LIBRARY) $(LDLIBS)
	@test "$(@D)" = . || for folder in models plots; do ln -sfn "$(CURDIR)/$$folder" "$(@D)/$$folder"; done

$(LIBRARY): $(filter-out $(MAIN),$(OBJECTS)) $(BUILD)/link.flags
	@rm -f $@
	$(Q)$(AR) rcs $@ $(filter-out $(MAIN),$(OBJECTS))

$(BUILD)/sim/cli/folders.o: CPPFLAGS += -DPK_DATADIR='"$(datadir)"'
$(BUILD)/sim/cli/folders.o: $(BUILD)/prefix.flags

$(BUILD)/sim/%.o: sim/%.c $(BUILD)/compile.flags
	@mkdir -p $(@D)
	@$(if $(V),:,echo "  compile $<")
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

lane_kind = $(basename $(@F))
lane_width = $(lastword $(subst _, ,$(lane_kind)))
$(LANES): sim/engine/lanes/width.c $(BUILD)/compile.flags Makefile
	@mkdir -p $(@D)
	@$(if $(V),:,echo "  compile $< ($(lane_kind))")
	$(Q)$(COMPILE) -DPK_COHORT=$(if $(filter cohort_%,$(lane_kind)),1,0) -DPK_WIDTH=$(lane_width) \
		-DPK_LANES=pk_lanes_$(lane_kind) $(LANE_FLAGS_$(lane_width)) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c $(BUILD)/compile.flags
	@mkdir -p $(@D)
	@$(if $(V),:,echo "  compile $<")
	$(Q)$(COMPILE) -Itests -MMD -MP -c -o $@ $<

# (some hundreds of them: gold links them in half the time)
GOLD := $(if $(shell command -v ld.gold),-fuse-ld=gold)
$(BUILD)/tests/%: $(BUILD)/tests/%.o $(LIBRARY) $(BUILD)/link.flags
	$(Q)$(COMPILE) $(GOLD) $(LDFLAGS) -o $@ $(filter %.o,$^) $(LIBRARY) -lcmocka $(LDLIBS)

# What tests/cli/memory.sh loads before the program.
$(BUILD)/tests/fail_malloc.so: tests/tools/fail_malloc.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu17 -D_GNU_SOURCE $(WARNINGS) -O1 -shared -fPIC -o $@ $<

$(BUILD)/tests/bench/evaluate: $(BUILD)/tests/bench/evaluate_main.o

# The engine's slow twin, and its random journeys.
$(BUILD)/tests/unit/test_twin $(BUILD)/tests/unit/test_agents $(BUILD)/tests/unit/test_agents_law $(BUILD)/tests/unit/test_lives $(BUILD)/tests/unit/test_state $(BUILD)/tests/unit/test_standing $(BUILD)/tests/unit/test_lanes $(BUILD)/tests/unit/test_tail: $(TWIN_OBJECTS)

# Each of these files holds a text and gets a new date only when the text changes: so a change of flags, or a source
# file that comes or goes, rebuilds what it must.
define remember
	@mkdir -p $(BUILD)
	@printf '%s\n' '$(subst ','\'',$(1))' | cmp -s - $@ || printf '%s\n' '$(subst ','\'',$(1))' > $@
endef
$(BUILD)/compile.flags: FORCE
	$(call remember,$(COMPILE))
$(BUILD)/link.flags: FORCE
	$(call remember,$(LDFLAGS) $(LDLIBS) $(OBJECTS))
$(BUILD)/prefix.flags: FORCE
	$(call remember,$(datadir))

-include $(OBJECTS:.o=.d) $(TWIN_OBJECTS:.o=.d) $(UNIT_PROGRAMS:=.d) $(BENCH_PROGRAMS:=.d) $(BUILD)/tests/bench/evaluate_main.d

# --- the two commands ------------------------------------------------------------------------------------------------

demo: deps
	@$(WITH_ALL_CORES) all
	./$(PROGRAM) compare scenarios/puhdistustiimi/*.yaml -o results

test: deps
	@$(WITH_ALL_CORES) tests
	@SANITIZED="$(SANITIZE)" JOBS=$(JOBS) sh tests/tools/run_tests.sh $(BUILD) $(PROGRAM) $(ONLY)

deps:
	@sh tests/tools/deps.sh

# --- checks ------------------------------------------------------------------------------------------------------------

test-asan:
	@$(MAKE) --no-print-directory test BUILD=build/asan PROGRAM=build/asan/polku SANITIZE=1

test-setup:
	@sh tests/tools/test_setup.sh || test $$? -eq 77

check: check-format check-layers

check-format:
	@sh tests/checks/format.sh

check-layers:
	@sh tests/checks/layers.sh

bench: $(PROGRAM) $(BUILD)/tests/bench/bench $(BUILD)/tests/bench/evaluate
	@CC='$(CC)' CFLAGS='$(CFLAGS)' COMPILE='$(COMPILE)' LDLIBS='$(LDLIBS)' \
	    sh tests/bench/reference.sh $(REFERENCE) $(BUILD)/bench/$(REFERENCE)
	@$(BUILD)/tests/bench/bench $(BUILD)/bench/$(REFERENCE) $(REFERENCE) '$(ONLY)' $(RUNS)

bench-draws: $(BUILD)/tests/bench/draws
	@$<

bench-lanes: $(BUILD)/tests/bench/lanes
	@$<

bench-gradient: $(BUILD)/tests/bench/gradient
	@$< scenarios/puhdistustiimi/baseline.yaml scenarios/asiakaspolku/baseline.yaml

bench-journeys: $(PROGRAM) $(BUILD)/tests/bench/journeys
	@mkdir -p $(BUILD)/bench/journeys
	@$(BUILD)/tests/bench/journeys $(BUILD)/bench/journeys ./$(PROGRAM)

bench-agents: $(PROGRAM) $(BUILD)/tests/bench/agents
	@mkdir -p $(BUILD)/bench/agents
	@$(BUILD)/tests/bench/agents $(BUILD)/bench/agents ./$(PROGRAM) tests/bench/peers

bench-certainty: $(BUILD)/tests/bench/long_certainty
	@$<

bench-posteriors: $(BUILD)/tests/bench/posteriors
	@$< '$(DATA)' '$(ONLY)'

bench-sbc: $(BUILD)/tests/bench/sbc
	@mkdir -p $(BUILD)/bench/sbc
	@$< $(BUILD)/bench/sbc '$(FITS)' '$(ONLY)'

fuzz: $(BUILD)/tests/fuzz/fuzz_doc $(BUILD)/tests/fuzz/fuzz_scenario $(BUILD)/tests/fuzz/fuzz_structure
	@set -e; for fuzzer in $^; do $$fuzzer 60; done

# The books of the shop in scenarios/corner-shop, of which the truth is known, and what is learned of them.
example-data: $(PROGRAM)
	@sh tests/tools/example_data.sh ./$(PROGRAM) scenarios/corner-shop learn

# --- installing ----------------------------------------------------------------------------------------------------------

# A command is a file, and has a man page.
MAN_PAGES = $(mandir)/polku.1 $(patsubst sim/cli/command_%.c,$(mandir)/polku-%.1,$(wildcard sim/cli/command_*.c))
# What the program reads, and the journeys to start from; each goes where it stands here.
SHIPPED = $(wildcard plots/*.gp models/*.yaml models/*.csv models/*.json models/*.md) \
          $(wildcard scenarios/*.md scenarios/*/*.yaml scenarios/*/*/*.yaml scenarios/*/*.csv)
INSTALLED = $(bindir)/polku $(MAN_PAGES) $(bashdir)/polku $(zshdir)/_polku $(SHIPPED:%=$(datadir)/%)

install: all
	install -d $(sort $(dir $(INSTALLED:%=$(DESTDIR)%)))
	install -m 755 $(PROGRAM) $(DESTDIR)$(bindir)/polku
	set -e; for file in $(SHIPPED); do install -m 644 $$file $(DESTDIR)$(datadir)/$$file; done
	./$(PROGRAM) help --man > $(DESTDIR)$(mandir)/polku.1
	set -e; for page in $(filter-out $(mandir)/polku.1,$(MAN_PAGES)); do \
	    command=$${page##*/polku-}; ./$(PROGRAM) help --man $${command%.1} > $(DESTDIR)$$page; done
	./$(PROGRAM) help --completion bash > $(DESTDIR)$(bashdir)/polku
	./$(PROGRAM) help --completion zsh > $(DESTDIR)$(zshdir)/_polku

# Exactly what install has put there, and the folders of our own that are empty then.
uninstall:
	rm -f $(INSTALLED:%=$(DESTDIR)%)
	-test ! -d $(DESTDIR)$(datadir) || find $(DESTDIR)$(datadir) -depth -type d -empty -delete

clean:
	rm -rf build $(PROGRAM)
