/* How tables are parted and numbers marked: for programs, or for a spreadsheet where the comma is the decimal mark
 * (Finnish, German, French). Both are dialects that base/csv.h reads back. */
#ifndef PK_REPORT_DIALECT_H
#define PK_REPORT_DIALECT_H

typedef enum { PK_DIALECT_COMMA, PK_DIALECT_SEMICOLON, PK_DIALECTS } pk_dialect_t;

typedef struct {
    const char *name;      /* in the manifest and on the command line */
    char separator;        /* between cells */
    char decimal;          /* of a number, which has no marks between thousands */
    const char *beginning; /* of the file: "", or the byte order mark by which a spreadsheet knows UTF-8 */
} pk_dialect_marks_t;

extern const pk_dialect_marks_t pk_dialects[PK_DIALECTS];

#endif
