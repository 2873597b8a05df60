/* Is a text a well-formed XML document? A browser shows nothing of a picture that is not. */
#ifndef PK_REPORT_XML_H
#define PK_REPORT_XML_H

#include <stdbool.h>
#include <stddef.h>

/* NULL where `text` is a document as XML 1.0 wants it: UTF-8 of legal characters, one root, tags that close in order,
 * attributes quoted and unlike, references that are known (the five names, and characters by number), no `]]>` in
 * text. Else what is wrong, in words that hold for ever, and its line (from 1) in *line. Entities that a document
 * declares itself are not known. Elements lie at most 256 deep. */
const char *pk_xml_fault(const char *text, size_t length, int *line);

#endif
