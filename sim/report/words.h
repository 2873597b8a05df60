/* The words of charts, in each language that polku speaks. */
#ifndef PK_REPORT_WORDS_H
#define PK_REPORT_WORDS_H

#include "base/language.h"

/* One list: name, English, Finnish. %s and %d stand for what the chart puts there. */
#define PK_WORD_LIST(X)                                                                                                 \
    X(STAGES_TITLE, "Customers in each stage: %s", "Asiakkaita kussakin vaiheessa: %s")                                 \
    X(BANDS_NOTE, "Line: the median of %s runs. Dark band: half of the runs. Light band: 90% of the runs.",             \
      "Viiva: %s ajon mediaani. Tumma alue: puolet ajoista. Vaalea alue: 90 % ajoista.")                                \
    X(ONE_RUN_NOTE, "One run: the spread is not known.", "Yksi ajo: vaihtelua ei tunneta.")                             \
    X(KPIS_TITLE, "What each plan brings: %s", "Mitä kukin suunnitelma tuottaa: %s")                                    \
    X(DOTS_NOTE, "Dot: mean. Thick bar: half of the runs. Thin bar: 90% of the runs. Dashed: the baseline, %s.",        \
      "Piste: keskiarvo. Paksu viiva: puolet ajoista. Ohut viiva: 90 % ajoista. Katkoviiva: vertailukohta %s.")         \
    X(DOTS_NOTE_RETURN,                                                                                                 \
      "Dot: mean. Bars: 50% and 90% of the runs. Dashed: 1 of the return, where it pays; else the baseline, %s.",       \
      "Piste: keskiarvo. Viivat: 50 % ja 90 % ajoista. Katkoviiva: tuoton kannattavuusraja 1; muutoin vertailukohta "   \
      "%s.")                                                                                                            \
    X(BETTER, "better than the baseline, at least 90% sure", "parempi kuin vertailukohta, varmuus vähintään 90 %")      \
    X(WORSE, "worse, at least 90% sure", "huonompi, varmuus vähintään 90 %")                                            \
    X(UNSURE, "not clear", "ei selvää eroa")                                                                            \
    X(BASELINE, "baseline", "vertailukohta")                                                                            \
    X(RETURN, "Incremental return", "Lisämainonnan tuotto")                                                             \
    X(RETURN_UNIT, "margin per spend more", "kate lisättyä mainontaa kohti")                                            \
    X(DIFFERENCE_TITLE, "How each plan differs from the baseline, %s",                                                  \
      "Miten kukin suunnitelma eroaa vertailukohdasta: %s")                                                             \
    X(DIFFERENCE_NOTE,                                                                                                  \
      "Height: how often a difference came about in %s paired runs. Line: 90% of the runs, dot: median. Percent: "      \
      "P(better), over the assumptions.",                                                                               \
      "Korkeus: kuinka usein ero toteutui %s parittaisessa ajossa. Viiva: 90 % ajoista, piste: mediaani. Prosentti: "   \
      "P(parempi) oletusten suhteen.")                                                                                  \
    X(UNTOLD_NOTE,                                                                                                      \
      "Line: 90% of the paired runs, dot: median. Percent: P(better). “cannot tell”: plan and baseline %s.",            \
      "Viiva: 90 % ajopareista, piste: mediaani. Prosentti: P(parempi). ”ei erotu”: suunnitelma vertailukohdasta %s.")  \
    X(BETTER_SIDE, "better than the baseline", "parempi kuin vertailukohta")                                            \
    X(UNTOLD_MARK, "cannot tell", "ei erotu")                                                                           \
    X(P_BETTER, "P(better)", "P(parempi)")                                                                              \
    X(WORSE_SIDE, "worse", "huonompi")                                                                                  \
    X(WATERFALL_TITLE, "Where the profit of each plan comes from, against the baseline, %s",                            \
      "Mistä kunkin suunnitelman tulos syntyy vertailukohtaan nähden: %s")                                              \
    X(WATERFALL_NOTE,                                                                                                   \
      "Mean differences of profit and its parts: blue raises the profit, orange lowers it. Bars: 90% of the paired "    \
      "runs.",                                                                                                          \
      "Tuloksen ja sen osien erojen keskiarvot: sininen parantaa tulosta, oranssi heikentää. Janat: 90 % "            \
      "parittaisista ajoista.")                                                                                         \
    X(FIFTY_TITLE, "Expected difference from the baseline as 50 draws: %s",                                             \
      "Odotettu ero vertailukohtaan 50 arvontana: %s")                                                                  \
    X(FIFTY_NOTE,                                                                                                       \
      "Dot: one of 50 equally likely values of the expected difference, over the assumptions. The "                     \
      "chance of a single future is left out.",                                                                         \
      "Piste: yksi 50 yhtä todennäköisestä odotetun eron arvosta oletusten suhteen. Yksittäisen "                  \
      "tulevaisuuden sattuma ei ole mukana.")                                                                           \
    X(FIFTY_NOTE_CERTAIN,                                                                                               \
      "No assumption is uncertain. Dot: one of 50 equally likely values of the expected difference, by "                \
      "what %s runs leave unknown.",                                                                                    \
      "Mikään oletus ei ole epävarma. Piste: yksi 50 yhtä todennäköisestä odotetun eron arvosta; %s "            \
      "ajoa jättää sen näin avoimeksi.")                                                                                \
    X(FIFTY_MARK, "%s of 50", "%s / 50")                                                                                \
    X(FIFTY_BETTER, "better", "parempia")                                                                               \
    X(FIFTY_SAME, "the same", "sama")                                                                                   \
    X(FIFTY_MORE, "Left out: the %s plans with the worst means",                                                        \
      "Pois jätetty keskiarvoltaan heikoimmat suunnitelmat: %s")                                                        \
    X(HORIZON_TITLE, "If the horizon ended earlier: each plan against the baseline",                                    \
      "Jos tarkastelu päättyisi aiemmin: suunnitelmat vertailukohtaan nähden")                                          \
    X(HORIZON_NOTE,                                                                                                     \
      "Above: P(better) than the baseline. Below: the difference, with the interval of 90% of the runs.",               \
      "Ylhäällä: todennäköisyys olla vertailukohtaa parempi. Alhaalla: ero ja väli, jolle 90 % ajoista osuu.")          \
    X(HORIZON_PLAIN, "up to the horizon", "tarkastelun loppuun")                                                        \
    X(HORIZON_AFTER, "with what comes after", "myös aika sen jälkeen")                                                  \
    X(ACCEPTABILITY_TITLE, "Which plan is best, by a customer’s worth: %s",                                             \
      "Paras suunnitelma asiakkaan arvon mukaan: %s")                                                                   \
    X(ACCEPTABILITY_NOTE,                                                                                               \
      "P(best) of profit and the worth of customers at the end, over the assumptions. Thick: "                          \
      "the plan with the highest mean.",                                                                                \
      "P(paras), kun tulokseen lisätään lopun asiakkaiden arvo, oletusten suhteen. Paksu viiva:"                     \
      " suurin keskiarvo.")                                                                                             \
    X(ACCEPTABILITY_AXIS, "What one customer at the end is worth to you", "Yhden lopussa olevan asiakkaan arvo")        \
    X(ACCEPTABILITY_CHANCE, "P(best)", "P(paras)")                                                                      \
    X(TARGETS_TITLE, "The chance of meeting each target: %s", "Tavoitteiden todennäköisyydet: %s")                      \
    X(TARGETS_NOTE, "Share of %s runs in which the target is met.", "Osuus %s ajosta, joissa tavoite täyttyy.")         \
    X(CUMULATIVE_TITLE, "Cumulative profit: %s", "Kertynyt tulos: %s")                                                  \
    X(CUMULATIVE_AGAINST, "Cumulative profit against the baseline: %s", "Kertynyt tulos vertailukohtaan nähden: %s")    \
    X(CUMULATIVE_NOTE, "line: median, bands: 50% and 90% of %s runs; not discounted",                                   \
      "viiva: mediaani, alueet: 50 % ja 90 % %s ajosta; diskonttaamatta")                                               \
    X(CUMULATIVE_PROFIT, "Profit from the start", "Tulos alusta lähtien")                                               \
    X(CUMULATIVE_MARK, "dotted: payback, the median over the draws of the assumptions",                                 \
      "pisteviiva: takaisinmaksu, mediaani oletusten arvonnoista")                                                      \
    X(SPEND_TITLE, "Spend by channel as paid: %s", "Maksettu mainonta kanavittain: %s")                                 \
    X(SPEND_NOTE, "what is paid in each period, the mean of the runs",                                                  \
      "mitä kullakin jaksolla maksetaan, ajojen keskiarvo")                                                             \
    X(SPEND_OTHERS, "others", "muut")                                                                                   \
    X(DRIVERS_TITLE, "Spend and response of each channel: %s", "Mainonta ja vaste kanavittain: %s")                     \
    X(DRIVERS_NOTE,                                                                                                     \
      "Means over the runs. Response: the share of the channel’s full effect, after carry-over and saturation.",        \
      "Ajojen keskiarvoja. Vaste: osuus kanavan täydestä tehosta viiveen ja kyllästymisen jälkeen.")                    \
    X(DRIVERS_PAID, "paid in the step", "maksettu askeleessa")                                                          \
    X(DRIVERS_FELT, "felt: with what is carried over from earlier steps", "vaikuttaa: aiempien askelten jälki mukana")  \
    X(DRIVERS_SCALED, "felt: with what is carried over, and as if in a market of the model’s size",                     \
      "vaikuttaa: aiempien askelten jälki mukana, mallin kokoisessa markkinassa")                                       \
    X(SPEND_PANEL, "%s: spend", "%s: mainonta")                                                                         \
    X(RESPONSE_PANEL, "%s: response", "%s: vaste")                                                                      \
    X(CURVES_TITLE, "What a steady spend does, effect by effect: %s", "Mitä tasainen mainonta saa aikaan: %s")          \
    X(CURVES_NOTE,                                                                                                      \
      "From today’s counts, all else as today. Line: the median of %s draws of the assumptions. Dark band: half of "  \
      "them. Light band: 90%.",                                                                                         \
      "Nykyisistä määristä, muu kuten tänään. Viiva: %s oletusarvonnan mediaani. Tumma alue: puolet niistä. "   \
      "Vaalea alue: 90 %.")                                                                                             \
    X(CURVES_AXIS, "Customers a %s, beyond those without this spend", "Asiakkaita / %s enemmän kuin ilman mainontaa")   \
    X(CURVES_RESPONSE, "response, % of its ceiling or unit", "vaste, % katosta (tai yksikköä)")                         \
    X(CURVES_NOBODY, "response, % of its ceiling or unit: nobody is in “%s” today",                                     \
      "vaste, % katosta (tai yksikköä): vaiheessa ”%s” ei nyt ketään")                                                  \
    X(CURVES_ALL_OUT, "%s → all ways out", "%s → kaikki lähtevät")                                                      \
    X(CURVES_LEFT, "%s more effects are not shown", "%s muuta vaikutusta on jätetty pois")                              \
    X(CURVES_TODAY, "today", "tänään")                                                                                  \
    X(CURVES_PLAN, "this plan, mean over the time", "tämä suunnitelma, keskimäärin")                                    \
    X(FUNNEL_TITLE, "How many enter each stage: %s", "Kuinka moni tulee kuhunkin vaiheeseen: %s")                       \
    X(FUNNEL_NOTE, "Means of %s runs over the whole time. Percent: the change from the baseline.",                      \
      "%s ajon keskiarvoja koko ajalta. Prosentti: muutos vertailukohtaan nähden.")                                     \
    X(FUNNEL_NOTE_ONE, "Means of %s runs over the whole time.", "%s ajon keskiarvoja koko ajalta.")                     \
    X(FUNNEL_SHARE,                                                                                                     \
      "→: of all moves out of the stage above, or out of the one that is named, the share that came here.",             \
      "→: kuinka suuri osa yllä olevasta tai nimetystä vaiheesta lähteneistä tuli tähän.")                              \
    X(FUNNEL_FROM, "from %s", "vaiheesta %s")                                                                           \
    X(FUNNEL_LEFT_OUT, "Not shown (%s", "Ei kuvassa (%s")                                                               \
    X(PERSONAS_TITLE, "Persona by persona: %s", "Persoonittain: %s")                                                    \
    X(PERSONAS_TITLE_DIFFERENCE, "What each plan changes, persona by persona: %s",                                      \
      "Mitä kukin suunnitelma muuttaa persoonittain: %s")                                                               \
    X(PERSONAS_NOTE, "Dot: mean. Thick bar: half of the runs. Thin bar: 90% of the runs.",                              \
      "Piste: keskiarvo. Paksu viiva: puolet ajoista. Ohut viiva: 90 % ajoista.")                                       \
    X(PERSONAS_NOTE_DIFFERENCE, "Difference from the baseline, %s. Dot: mean. Bar: 90% of the paired runs.",            \
      "Ero vertailukohtaan %s. Piste: keskiarvo. Viiva: 90 % parittaisista ajoista.")                                   \
    X(JOURNEY_TITLE, "The journey: %s", "Asiakaspolku: %s")                                                             \
    X(JOURNEY_NOTE,                                                                                                     \
      "Width of a ribbon: how many moved, over the whole time. In a box: how many are there at the end; ↻: repeated " \
      "events. Means of %s runs.",                                                                                      \
      "Nauhan leveys: kuinka moni siirtyi koko aikana. Laatikossa: kuinka moni on vaiheessa lopussa; ↻: toistuvat "   \
      "tapahtumat. %s ajon keskiarvoja.")                                                                               \
    X(JOURNEY_ON, "onward", "eteenpäin")                                                                                \
    X(JOURNEY_BACK, "back", "takaisin")                                                                                 \
    X(JOURNEY_BUY, "back to buy", "takaisin ostamaan")                                                                  \
    X(JOURNEY_OFF, "off the path", "pois polulta")                                                                      \
    X(SENSITIVITY_ALL, "everything uncertain", "kaikki epävarma")                                                       \
    X(TORNADO_TITLE, "What matters most: %s", "Mikä vaikuttaa eniten: %s")                                              \
    X(TORNADO_NOTE, "Mean over %s points with one number at its 5% and at its 95%. Line: the mean over all.",           \
      "%s pisteen keskiarvo, kun yksi luku on 5 %:n tai 95 %:n kohdallaan. Viiva: kaikkien keskiarvo.")                 \
    X(TORNADO_LOW, "the number at its 5%", "luku 5 %:n kohdallaan")                                                     \
    X(TORNADO_HIGH, "the number at its 95%", "luku 95 %:n kohdallaan")                                                  \
    X(INDICES_TITLE, "Where the uncertainty comes from: %s", "Mistä epävarmuus tulee: %s")                              \
    X(INDICES_NOTE, "Percent of the variance, by %s points. Lines: two errors to either side.",                         \
      "Prosenttia varianssista, %s pistettä. Janat: kaksi virhettä kumpaankin suuntaan.")                               \
    X(INDICES_FIRST, "alone", "yksin")                                                                                  \
    X(INDICES_TOTAL, "together with others", "yhdessä muiden kanssa")                                                   \
    X(INFORMATION_TITLE, "What is worth knowing first: %s", "Mitä kannattaa selvittää ensin: %s")                       \
    X(INFORMATION_NOTE,                                                                                                 \
      "What knowing it before deciding is worth on average, by %s points. Lines: two errors to either side.",           \
      "Mitä sen tietäminen ennen päätöstä tuo keskimäärin, %s pistettä. Janat: kaksi virhettä kumpaankin suuntaan.")    \
    X(FIT_TITLE, "Observed and foretold: %s", "Havaittu ja ennustettu: %s")                                             \
    X(FIT_NOTE, "Line: median of runs of what was learned. Dark band: half of them; light band: 90%.%s",                \
      "Viiva: opitun mallin ajojen mediaani. Tumma alue: puolet ajoista; vaalea alue: 90 %.%s")                         \
    X(FIT_NOTE_LEFT,                                                                                                    \
      "Line: median of runs of what was learned. Dark band: half of them; light band: 90%. %s more series in "          \
      "predicted.csv.",                                                                                                 \
      "Viiva: opitun mallin ajojen mediaani. Tumma alue: puolet ajoista; vaalea alue: 90 %. Tiedostossa "               \
      "predicted.csv "                                                                                                  \
      "on vielä %s sarjaa.")                                                                                            \
    X(FIT_OBSERVED, "observed", "havaittu")                                                                             \
    X(FIT_PREDICTED, "foretold by the fit", "sovitteen ennuste")                                                        \
    X(FIT_HELD_OUT, "held out: foretold by a fit that has not seen it", "säästetty: ennuste ilman näitä havaintoja")    \
    X(CONTRIBUTIONS_TITLE, "Contributions over time: %s", "Tekijöiden osuudet ajassa: %s")                              \
    X(CONTRIBUTIONS_NOTE, "Expected of what was learned, shared out by Shapley value; dots: observed.%s",               \
      "Opitun mallin odotus, jaettu Shapleyn arvolla; pisteet: havaittu.%s")                                            \
    X(CONTRIBUTIONS_NOTE_LEFT,                                                                                          \
      "Expected of what was learned, shared out by Shapley value; dots: observed. %s more series in "                   \
      "contributions.csv.",                                                                                             \
      "Opitun mallin odotus, jaettu Shapleyn arvolla; pisteet: havaittu. Tiedostossa contributions.csv on vielä %s "   \
      "sarjaa.")                                                                                                        \
    X(LEARNED_TITLE, "What the data taught: %s", "Mitä aineisto opetti: %s")                                            \
    X(LEARNED_NOTE,                                                                                                     \
      "Thin: 90% of what was assumed, alike for all. Thick: 90% of what was learned; dot: its median.%s",               \
      "Ohut: 90 % oletetusta, kaikilla sama. Paksu: 90 % opitusta; piste: sen mediaani.%s")                             \
    X(LEARNED_DATA, "the data decide", "aineisto ratkaisee")                                                            \
    X(LEARNED_PRIOR, "the assumption stays", "oletus jää voimaan")                                                      \
    X(LEARNED_CONFLICT, "data and assumption disagree", "aineisto ja oletus eri mieltä")                                \
    X(LEARNED_BEFORE, "assumed", "oletettu")                                                                            \
    X(LEARNED_AXIS, "from the 5% to the 95% of what was assumed", "oletetun 5 %:sta 95 %:iin")                          \
    X(PAIRS_TITLE, "What the data cannot tell apart: %s", "Mitä aineisto ei erota toisistaan: %s")                      \
    X(PAIRS_NOTE, "A point a draw. A narrow slope: the data know what both do together, and not each of them.%s",       \
      "Piste on arvonta. Kapea rinne: aineisto tuntee lukujen yhteisen vaikutuksen, ei kumpaakin erikseen.%s")          \
    X(CHAINS_TITLE, "Do the chains agree: %s", "Ovatko ketjut yhtä mieltä: %s")                                         \
    X(CHAINS_NOTE,                                                                                                      \
      "The numbers that agree least, a colour a chain. Above: draw by draw, one cloud. Below: ranks among all draws, "  \
      "near the line.%s",                                                                                               \
      "Huonoimmin yhteensopivat luvut, väri on ketju. Ylhäällä arvonnat: yksi pilvi. Alhaalla sijat kaikkien "      \
      "joukossa: lähellä viivaa.%s")                                                                                    \
    X(CHAINS_DRAW, "draw", "arvonta")                                                                                   \
    X(CHAINS_RANK, "rank among all, %", "sija kaikista, %")                                                             \
    X(BEST_TODAY, "today", "nyt")                                                                                       \
    X(BEST_BEST, "best plan", "paras suunnitelma")                                                                      \
    X(BEST_BUDGET, "budget", "budjetti")                                                                                \
    X(BEST_RESPONSE_TITLE, "What each channel's spend brings: %s", "Mitä kunkin kanavan raha tuo: %s")                  \
    X(BEST_RESPONSE_NOTE,                                                                                               \
      "Against none of it, the others as in the best plan. Line: mean over %s draws of the assumptions. Band: 90% of "  \
      "them.",                                                                                                          \
      "Verrattuna siihen, ettei rahaa ole; muut kuten parhaassa suunnitelmassa. Viiva: %s oletusarvonnan keskiarvo. "   \
      "Alue: 90 % niistä.")                                                                                             \
    X(BEST_SPEND_TITLE, "Spend before and after: %s", "Raha ennen ja jälkeen: %s")                                      \
    X(BEST_SPEND_NOTE, "Over the whole time, %s.", "Koko aikana, %s.")                                                  \
    X(BEST_SHARE_TITLE, "Share of the spend beside share of what it brings: %s",                                        \
      "Osuus rahasta ja osuus tuotosta: %s")                                                                            \
    X(BEST_SHARE_NOTE,                                                                                                  \
      "In the best plan. What a channel brings, net of its spend where the KPI counts that: against none of it; mean "  \
      "of %s draws.",                                                                                                   \
      "Parhaassa suunnitelmassa. Kanavan tuotto: verrattuna siihen, ettei sillä ole rahaa; %s arvonnan keskiarvo.")     \
    X(BEST_SHARE_SPEND, "share of the spend", "osuus rahasta")                                                          \
    X(BEST_SHARE_EFFECT, "share of what all bring", "osuus tuotosta")                                                   \
    X(BEST_PRICE_TITLE, "What one more on a bound brings: %s", "Mitä yksi lisää rajalla tuo: %s")                       \
    X(BEST_PRICE_NOTE, "Bounds that the best plan stands at; of an amount, one more in each step.%s",                   \
      "Rajat, joilla paras suunnitelma on; määrästä yksi lisää joka askeleella.%s")                                     \
    X(BEST_PRICE_OTHERS, " Levers and capacities: in the report.", " Säätimet ja kapasiteetit: raportissa.")            \
    X(BEST_CURVE_TITLE, "What other budgets bring: %s", "Mitä muut budjetit tuovat: %s")                                \
    X(BEST_CURVE_NOTE,                                                                                                  \
      "The best plan with each budget. Line: mean over %s draws of the assumptions. Band: 90% of them.",                \
      "Paras suunnitelma kullakin budjetilla. Viiva: %s oletusarvonnan keskiarvo. Alue: 90 % niistä.")                  \
    X(SWEEP_BETTER, "better, at least 90% sure", "parempi, varmuus vähintään 90 %")                                     \
    X(SWEEP_WORSE, "worse, at least 90% sure", "huonompi, varmuus vähintään 90 %")                                      \
    X(SWEEP_WRITTEN, "the plan as it is written", "suunnitelma sellaisenaan")                                           \
    X(SWEEP_TIMES, "%s: times", "%s: kertaa")                                                                           \
    X(ATTRIBUTION_TITLE, "Where it comes from: %s", "Mistä syntyy: %s")                                                 \
    X(ATTRIBUTION_NOTE,                                                                                                 \
      "Shared out by Shapley value: to each the mean of what it adds to those before it. Pink: a competitor.",          \
      "Jaettu Shapleyn arvoin: kullekin keskimäärin se, minkä se lisää ennen sitä tulleisiin. Vaaleanpunainen: "  \
      "kilpailija.")                                                                                                    \
    X(ATTRIBUTION_ORGANIC, "organic: nothing on", "orgaaninen: ilman mitään")                                           \
    X(ATTRIBUTION_ALL, "all together", "kaikki yhdessä")                                                                \
    X(INCREMENTAL_TITLE, "What is missing without each: %s", "Mitä ilman kutakin puuttuu: %s")                          \
    X(INCREMENTAL_NOTE, "Dot: mean. Bar: 90% of %s draws of the assumptions, of expected outcomes.",                    \
      "Piste: keskiarvo. Jana: 90 % %s oletusarvonnasta, odotetuista tuloksista.")                                      \
    X(INCREMENTAL_ABOVE, "brought something, at least 95% sure", "toi jotain, varmuus vähintään 95 %")                  \
    X(INCREMENTAL_BELOW, "took something, at least 95% sure", "vei jotain, varmuus vähintään 95 %")                     \
    X(SPEND_SHARE_TITLE, "Where the money is and where the effect is: %s", "Missä raha on ja missä vaikutus: %s")       \
    X(SPEND_SHARE_NOTE, "Effect: incremental revenue − cost of each channel, as a part of that of all channels.",       \
      "Vaikutus: kunkin kanavan tuoma myynti − kulut, osuutena kaikkien kanavien tuomasta.")                            \
    X(SPEND_SHARE_SPEND, "part of the spend", "osuus mainonnasta")                                                      \
    X(SPEND_SHARE_EFFECT, "part of the effect", "osuus vaikutuksesta")                                                  \
    X(PATHS_TITLE, "What stood on the paths: %s", "Mitä poluilla oli: %s")                                              \
    X(PATHS_NOTE, "What stood on the path, not what caused the conversion. Bar: 90% of the bootstraps.",                \
      "Mitä polulla oli, ei mikä kaupan aiheutti. Jana: 90 % uusinta-arvonnoista.")                                     \
    X(PATHS_AXIS, "part of the conversions, %", "osuus kaupoista, %")                                                   \
    X(PATHS_REMOVAL, "removal from the chain", "poisto ketjusta")                                                       \
    X(PATHS_SHAPLEY, "Shapley", "Shapley")                                                                              \
    X(PATHS_FIRST, "first", "ensimmäinen")                                                                              \
    X(PATHS_LAST, "last", "viimeinen")                                                                                  \
    X(PATHS_LINEAR, "linear", "tasan")                                                                                  \
    X(SWEEP_LINE_TITLE, "What other values bring: %s", "Mitä muut arvot tuovat: %s")                                    \
    X(SWEEP_LINE_NOTE, "Difference from the plan as it is written. Line: mean of %s paired runs. Band: 90% of them.",   \
      "Ero suunnitelmaan sellaisenaan. Viiva: %s parittaisen ajon keskiarvo. Alue: 90 % niistä.")                       \
    X(SWEEP_MAP_TITLE, "Against the plan as it is written: %s", "Ero suunnitelmaan sellaisenaan: %s")                   \
    X(SWEEP_MAP_NOTE,                                                                                                   \
      "Means of %s paired runs. Blue: better, orange: worse. ?: less than 90% sure. Frame: the best cell. –: it "     \
      "cannot be.",                                                                                                     \
      "%s parittaisen ajon keskiarvoja. Sininen: parempi, oranssi: huonompi. ?: varmuus alle 90 %. Kehys: paras "       \
      "solu. –: mahdoton.")                                                                                             \
    X(SWEEP_MAP_NOTE_LEFT,                                                                                              \
      "Means of %s paired runs. Blue: better, orange: worse. ?: less than 90% sure. Frame: the best cell. More maps "   \
      "would not fit.",                                                                                                 \
      "%s parittaisen ajon keskiarvoja. Sininen: parempi, oranssi: huonompi. ?: varmuus alle 90 %. Kehys: paras "       \
      "solu. Kaikki kartat eivät mahdu.")                                                                               \
    X(SWEEP_BEST_TITLE, "The best cells by %s", "Parhaat solut: %s")                                                    \
    X(SWEEP_BEST_NOTE, "Difference from the plan as it is written. Dot: mean of %s paired runs. Bar: 90% of them.",     \
      "Ero suunnitelmaan sellaisenaan. Piste: %s parittaisen ajon keskiarvo. Jana: 90 % niistä.")                       \
    X(GRAPH_TITLE, "How the journey goes today: %s", "Näin asiakaspolku kulkee tänään: %s")                             \
    X(GRAPH_NOTE,                                                                                                       \
      "Width: how many move in %s. Percent: the chance of one step; out of a stage with a stay of its own, of those "   \
      "who leave. ↻: repeated events.",                                                                                 \
      "Leveys: kuinka moni siirtyy, kun kuluu %s. Prosentti: yhden askeleen todennäköisyys; viipymällisestä "       \
      "vaiheesta lähtevien osuus. ↻: toistuvat tapahtumat.")                                                            \
    X(GRAPH_GOOD, "for good", "pysyvästi")                                                                              \
    X(GRAPH_NO_TIME, "passed at once", "heti läpi")                                                                     \
    X(WAIT_FIRST_TITLE, "How long until the first purchase: %s", "Kuinka kauan ensiostoon kuluu: %s")                   \
    X(WAIT_NEXT_TITLE, "How long until the next purchase: %s", "Kuinka kauan seuraavaan ostoon kuluu: %s")              \
    X(WAIT_FIRST_NOTE,                                                                                                  \
      "Of those who began as prospects or came later. Who is lost, or has not bought by the end, counts as still "      \
      "waiting "                                                                                                        \
      "(Kaplan–Meier). %s",                                                                                             \
      "Alussa prospekteina olleista ja myöhemmin tulleista. Poistunut, tai joka ei lopussa ole ostanut, odottaa yhä " \
      "(Kaplan–Meier). %s")                                                                                             \
    X(WAIT_NEXT_NOTE,                                                                                                   \
      "From a customer’s first purchase to the next. Who is lost, or has not bought again by the end, counts as "     \
      "still waiting "                                                                                                  \
      "(Kaplan–Meier). %s",                                                                                             \
      "Asiakkaan ensiostosta seuraavaan. Poistunut, tai joka ei lopussa ole ostanut uudelleen, odottaa yhä "           \
      "(Kaplan–Meier). %s")                                                                                             \
    X(WAIT_BAND, "Band: 90% of the runs.", "Alue: 90 % ajoista.")                                                       \
    X(WAIT_BAND_ONE, "Band: 90%, by Greenwood.", "Alue: 90 %, Greenwood.")                                              \
    X(WAIT_FIRST_AXIS, "%s since they came in", "%s mukaantulosta")                                                     \
    X(WAIT_NEXT_AXIS, "%s since the first purchase", "%s ensiostosta")                                                  \
    X(WAIT_FIRST_SHARE, "have bought, %", "ostaneita, %")                                                               \
    X(WAIT_NEXT_SHARE, "have bought again, %", "uudelleen ostaneita, %")                                                \
    X(WAIT_HALF, "half: %s", "puolet: %s")                                                                              \
    X(WAIT_LEFT, "%s still waiting", "%s odottaa yhä")                                                                  \
    X(WAIT_LEFT_BELOW, "still waiting", "odottaa yhä")                                                                  \
    X(ALL, "all", "kaikki")                                                                                             \
    X(VALUE_TITLE, "What each customer brings: %s", "Mitä kukin asiakas tuo: %s")                                       \
    X(VALUE_NOTE,                                                                                                       \
      "The part of the profit of each who was there at the start, over the whole time, spend left out. The outermost "  \
      "1% stand in the first and last bar.",                                                                            \
      "Alussa mukana olleiden osuus tuloksesta koko ajalta ilman mainontaa. Uloin 1 % kummallakin laidalla on "         \
      "laitimmaisessa pylväässä.")                                                                                      \
    X(VALUE_PANEL, "Of 100 customers, how many bring so much", "Kuinka moni sadasta tuo näin paljon")                   \
    X(VALUE_MEAN, "mean %s", "keskiarvo %s")                                                                            \
    X(VALUE_BEST_PANEL, "Which part of the profit the best bring", "Minkä osan tuloksesta parhaat tuovat")              \
    X(VALUE_BEST, "best %s", "paras %s")                                                                                \
    X(VALUE_PROFIT, "of the profit, %", "tuloksesta, %")                                                                \
    X(VALUE_HERE, "in this plan", "tässä suunnitelmassa")                                                               \
    X(VALUE_LUCK, "by luck alone, were all alike", "pelkällä onnella, jos kaikki olisivat samanlaisia")                 \
    X(RETENTION_TITLE, "Who stays a customer: %s", "Kuinka moni pysyy asiakkaana: %s")                                  \
    X(RETENTION_NOTE,                                                                                                   \
      "Of those who became customers in the period of the row, how many of 100 are customers at the end of each "       \
      "period after it.",                                                                                               \
      "Rivin jaksolla asiakkaiksi tulleet: kuinka moni sadasta on asiakas kunkin jakson lopussa.")                      \
    X(RETENTION_ROWS, "became customers in (how many)", "tuli asiakkaaksi (montako)")                                   \
    X(RETENTION_COLUMNS, "%s after they became customers", "%s asiakkaaksi tulosta")                                    \
    X(WALKED_TITLE, "The most common paths: %s", "Yleisimmät polut: %s")                                                \
    X(WALKED_NOTE,                                                                                                      \
      "Height: the part of all people. Columns: the first stages that they entered, five at most. Where no ribbon "     \
      "goes "                                                                                                           \
      "on before that, they stay.",                                                                                     \
      "Korkeus: osuus kaikista ihmisistä. Sarakkeet: ensimmäiset vaiheet, enintään viisi. "                         \
      "Missä nauha ei jatku sitä ennen, he jäävät.")                                                                    \
    X(WALKED_OTHERS, "all others", "kaikki muut")                                                                       \
    X(QUARTERS, "quarters", "neljännestä")                                                                              \
    X(PERIODS, "periods", "jaksoa")                                                                                     \
    X(A_QUARTER, "quarter", "neljännes")                                                                                \
    X(A_PERIOD, "period", "jakso")                                                                                      \
    X(ACTUALS_TITLE, "What was seen beside the runs: %s", "Toteutunut ajojen rinnalla: %s")                             \
    X(ACTUALS_NOTE,                                                                                                     \
      "Points: seen, orange outside the light band. Line: the median of %s runs. Bands: 50% and 90% of them.",          \
      "Pisteet: toteutunut, oranssi vaalean alueen ulkopuolella. Viiva: %s ajon mediaani. Alueet: 50 % ja 90 % "        \
      "ajoista.")                                                                                                       \
    X(OVER_TIME_TITLE, "Over time: %s", "Kehitys ajan mittaan: %s")                                                     \
    X(OVER_TIME_NOTE, "Line: the median of the runs, at the end of each step or period. Band: 90% of the runs.",        \
      "Viiva: ajojen mediaani kunkin askeleen tai jakson lopussa. Alue: 90 % ajoista.")                                 \
    X(OVER_TIME_SPEND, "Spend: %s", "Mainonta: %s")                                                                     \
    X(BY_STEP, "by step", "askelittain")                                                                                \
    X(BY_DAY, "by day", "päivittäin")                                                                                   \
    X(BY_WEEK, "by week", "viikoittain")                                                                                \
    X(BY_MONTH, "by month", "kuukausittain")                                                                            \
    X(BY_QUARTER, "by quarter", "neljännesvuosittain")                                                                  \
    X(BY_YEAR, "by year", "vuosittain")                                                                                 \
    X(STEP, "Step", "Askel")                                                                                            \
    X(EVENTS, "Grey: %s", "Harmaa: %s")                                                                                 \
    X(CUSTOMERS, "Customers", "Asiakkaita")                                                                             \
    X(DAY, "Day", "Päivä")                                                                                              \
    X(WEEK, "Week", "Viikko")                                                                                           \
    X(MONTH, "Month", "Kuukausi")                                                                                       \
    X(YEAR, "Year", "Vuosi")                                                                                            \
    X(DAYS, "days", "päivää")                                                                                           \
    X(WEEKS, "weeks", "viikkoa")                                                                                        \
    X(MONTHS, "months", "kuukautta")                                                                                    \
    X(YEARS, "years", "vuotta")                                                                                         \
    X(A_DAY, "day", "päivä")                                                                                            \
    X(A_WEEK, "week", "viikko")                                                                                         \
    X(A_MONTH, "month", "kuukausi")                                                                                     \
    X(A_YEAR, "year", "vuosi")

#define PK_WORD_ENUM(name, english, finnish) PK_WORD_##name,
typedef enum { PK_WORD_LIST(PK_WORD_ENUM) PK_WORDS } pk_word_t;
#undef PK_WORD_ENUM

const char *pk_word(pk_language_t language, pk_word_t word);

/* A unit in that language; `unit` itself where it has no word for it. */
const char *pk_word_unit(pk_language_t language, const char *unit);

/* The short name of month 0..11: "Jan", "tammi". */
const char *pk_word_month(pk_language_t language, int month);

#endif
