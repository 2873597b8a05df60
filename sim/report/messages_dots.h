/* Texts of report and terminal: differences as 50 draws of their expected outcome. A part of the table in messages.h.
 */
#ifndef PK_REPORT_MESSAGES_DOTS_H
#define PK_REPORT_MESSAGES_DOTS_H

#define PK_SAY_DOTS_LIST(X)                                                                                            \
    X(CHART_DOTS, "How many of 50 draws are better?", "Kuinka moni 50 arvonnasta on parempi?")                         \
    X(DOTS_HEAD, "In 50 draws", "50 arvonnassa")                                                                       \
    X(DOTS_LEAD,                                                                                                       \
      "The expected difference in {1} from the baseline, as 50 equally likely values over the uncertain assumptions. " \
      "The chance of a single future comes on top of it and is left out here.",                                        \
      "Odotettu ero vertailukohtaan ({1}) 50 yhtä todennäköisenä arvona, kun epävarmat oletukset arvotaan. "      \
      "Yksittäisen tulevaisuuden sattuma tulee tämän päälle eikä ole tässä mukana.")                                   \
    X(DOTS_LEAD_CERTAIN,                                                                                               \
      "No assumption is uncertain. The expected difference in {1} from the baseline, as 50 equally likely values by "  \
      "what {2} runs leave unknown of it.",                                                                            \
      "Mikään oletus ei ole epävarma. Odotettu ero vertailukohtaan ({1}) 50 yhtä todennäköisenä arvona sen "    \
      "mukaan, mitä {2} ajoa jättää siitä avoimeksi.")                                                                 \
    X(DOTS_PLAN, "“{1}”: better than the baseline in {2} of 50, worse in {3}.",                                        \
      "”{1}”: 50 arvonnasta vertailukohtaa parempia {2}, huonompia {3}.")                                              \
    X(DOTS_PLAN_EQUAL, "“{1}”: better than the baseline in {2} of 50, worse in {3} (equal ones, {4}, count half).",    \
      "”{1}”: 50 arvonnasta vertailukohtaa parempia {2}, huonompia {3} (yhtä hyvät, {4}, lasketaan puolikkaina).")     \
    X(DOTS_UNTOLD, "“{1}” and the baseline {2}.", "”{1}”: paremmuus vertailukohtaan nähden {2}.")                      \
    X(DOTS_SAME, "“{1}”: the same as the baseline in every draw.",                                                     \
      "”{1}”: jokaisessa arvonnassa sama kuin vertailukohta.")                                                         \
    X(DOTS_MORE, "Left out: the {1} of {2} plans with the worst means. All stand in comparison.csv.",                  \
      "Pois jätetty: {1} / {2} suunnitelmaa, keskiarvoltaan heikoimmat. Kaikki ovat tiedostossa comparison.csv.")      \
    X(DOTS_BETTER, "Better, of 50", "Parempia 50:stä")                                                                 \
    X(DOTS_WORSE, "Worse, of 50", "Huonompia 50:stä")                                                                  \
    X(SCREEN_DOTS_CERTAIN,                                                                                             \
      "No assumption is uncertain. Of 50 equally likely values of the expected difference in {1}, as {2} runs tell "   \
      "it, against the baseline (○ worse, ● better)",                                                                  \
      "Mikään oletus ei ole epävarma. 50 yhtä todennäköistä odotetun eron arvoa, {1}, kuten {2} ajoa sen "      \
      "kertoo, vertailukohtaan nähden (○ huonompi, ● parempi)")                                                        \
    X(SCREEN_DOTS_SAME, "the same as the baseline in every draw", "jokaisessa arvonnassa sama kuin vertailukohta")

#endif
