/* Where a customer of one persona can stand, each place a small number, his *cell*; and what can happen to him there in
 * a step, each a *fate*.
 *
 * Cell 0 is "not here yet". A stage without ages is one cell; a stay is a cell an age, then one a class of the old of a
 * steady start (life.h). Who nothing happens to goes on to next[cell]: a step older, or the same cell.
 *
 * The fates of a stage are all ways through it in one step: events or none (together one bit: that at least one of the
 * stage's events happens), and staying or one of its ways out, on through instant stages to where he stays. So one
 * uniform number a customer and step is enough: it falls into one of the fates, whose chances table.h works out. */
#ifndef PK_ENGINE_AGENTS_LAYOUT_H
#define PK_ENGINE_AGENTS_LAYOUT_H

#include "engine/sim.h"

enum { PK_CELLS_MOST = 1 << 16 /* what two bytes tell apart */ };

enum { PK_FATE_STAYS = 0xffff /* `cell` of a fate that leaves him where he is */ };

typedef struct {
    int *flows, nflow; /* what happens, in order: the event where it is one and simple, the way out, instant ones */
    int exit;          /* the way out of the stage; -1: he stays */
    int cell;          /* where he stands after it */
    bool events;       /* at least one event of the stage happens; `several`: which, and how often, is still open */
    bool several;
    bool waits;     /* something of it asks for a capacity */
    bool simple;    /* not several, nothing that waits, no money of its own: it is all that its flows say */
    bool own_money; /* money of something of it varies from flow to flow */
} pk_fate_t;

/* Fates first..first+count-1 of the layout are a stage's: of its `nexit` ways out and on without an event; then, where
 * it has events, staying with some event, and the ways out again with some. */
typedef struct {
    int first, count, nways;
    int cell, ncell; /* its first cell, and how many; an instant stage has none */
    int nyoung;      /* ages; behind them the classes of the old */
    bool own;        /* customers differ in its chances (own.h) */
    bool own_stay;   /* and in how long they stay: it is one cell */
} pk_place_of_stage_t;

typedef struct {
    int persona, nflow, nstage, own_rows;
    int ncell, nfate;
    pk_place_of_stage_t *stages; /* [nstage] */
    uint16_t *stage;             /* [ncell]; of cell 0: nstage */
    uint16_t *next;              /* [ncell] */
    pk_fate_t *fates;
    int most;      /* fates of a stage */
    bool wide;     /* more than 256 cells: two bytes a customer */
    bool aged;     /* somebody to whom nothing happens goes on to another cell */
    uint8_t *goes; /* [64] of up to 63 fates: the cell, UINT8_MAX: he stays; else NULL */
    bool plain;    /* no fate is several, waits or has money of its own */
} pk_layout_t;

/* The layout of a persona for a run whose start stands in the sim's ages. All lives in the arena. */
void pk_layout_init(pk_layout_t *self, const pk_sim_t *sim, int persona, pk_arena_t *arena);

#endif
