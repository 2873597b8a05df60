#ifndef PK_ENGINE_INSTRUCTIONS_H
#define PK_ENGINE_INSTRUCTIONS_H

/* Which instructions runs use, several side by side (engine/lanes) or the customers of a block (engine/agents); all
 * give the same bytes. NONE is one after another; AUTO the widest that the machine has. */
typedef enum { PK_VECTOR_AUTO, PK_VECTOR_AVX512, PK_VECTOR_AVX2, PK_VECTOR_NONE } pk_vector_t;

#endif
