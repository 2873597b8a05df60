# How each scenario differs from the baseline: a panel a KPI, a row a scenario; the density of the paired differences,
# their 90% interval and median, and P(better) in percent.
#     gnuplot -d -c plots/difference.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel row kind x height p50 p95; kind 0 worse, 1 better (a density), 2 interval (x is p05)
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 285; top = 108; inner_left = 0; inner_right = 92; inner_top = 22; inner_bottom = 48
load here."look.gp"

better = light_blue; worse = light_clay
set label 911 legend[1] at screen X(32), screen Y(84) left font small textcolor rgb soft \
    point pointtype 5 pointsize 1.4 * dot linecolor rgb better offset 1.5,(svg ? -0.3 : -0.1)
set label 912 legend[2] at screen X(32 + 52 + text_width(legend[1], small_size)), screen Y(84) left font small textcolor rgb soft \
    point pointtype 5 pointsize 1.4 * dot linecolor rgb worse offset 1.5,(svg ? -0.3 : -0.1)
set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
# Between which blank lines of DATA a panel has its rows: `every` passes over the others before anything is computed.
array first_block[200]; array last_block[200]
span = sum [i = 1:200] (first_block[i] = 1e9, last_block[i] = 0)
seen(i, block) = (first_block[i] = block < first_block[i] ? block : first_block[i], last_block[i] = block, 0)
stats DATA using (seen(int($1), column(-1))) nooutput
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    stats DATA every :::first_block[i]::last_block[i] using ($1 == i ? $4 : NaN) nooutput
    low = STATS_min < 0 ? STATS_min : 0
    upper = STATS_max > 0 ? STATS_max : 0
    stats DATA every :::first_block[i]::last_block[i] using ($1 == i && $3 == 2 ? $7 : NaN) nooutput
    if (STATS_max > upper) { upper = STATS_max }
    pad = upper > low ? 0.03 * (upper - low) : 1
    low = low - pad; upper = upper + pad
    set xrange [low:upper]
    set yrange [rows + 0.45:0]
    eval(x_ticks(low, upper, panel_width / 70.0))
    unset ytics
    set label 1 panel_title(i) at screen X(x0(i)), screen Y(y0(i) - 12) left font medium textcolor rgb ink
    set label 2 unit[i] at screen X(x0(i) + panel_width / 2), screen Y(y0(i) + panel_height + 33) center font small textcolor rgb soft
    do for [r = 1:rows] {
        if (column_of(i) == 0) { set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first r - 0.15 right font small textcolor rgb ink }
        else { unset label 1000 + r }
        set label 2000 + r mark[(i - 1) * rows + r] at screen X(x0(i) + panel_width + 8), first r - 0.15 left font medium textcolor rgb ink
    }
    set label 3 legend[3] at screen X(x0(i) + panel_width + 4), screen Y(y0(i) - 12) left font small textcolor rgb soft
    set arrow 1 from 0, graph 0 to 0, graph 1 nohead linecolor rgb ink linewidth 1
    plot DATA every :::first_block[i]::last_block[i] using ($1 == i && $3 == 0 ? $4 : NaN):($2 + 0.1):($2 + 0.1 - 0.85 * $5) with filledcurves linecolor rgb worse, \
         DATA every :::first_block[i]::last_block[i] using ($1 == i && $3 == 1 ? $4 : NaN):($2 + 0.1):($2 + 0.1 - 0.85 * $5) with filledcurves linecolor rgb better, \
         DATA every :::first_block[i]::last_block[i] using ($1 == i && $3 == 2 ? $4 : NaN):($2 + 0.2):($7 - $4):(0) with vectors nohead linecolor rgb soft linewidth 2, \
         DATA every :::first_block[i]::last_block[i] using ($1 == i && $3 == 2 ? $6 : NaN):($2 + 0.2) with points pointtype 7 pointsize 1.2 * dot linecolor rgb ink
    eval(frame_off)
}
unset multiplot
set output
