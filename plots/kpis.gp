# The main KPIs of all scenarios: a panel a KPI, a row a scenario; dot: mean, bars: 50% and 90% of runs.
#     gnuplot -d -c plots/kpis.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel row verdict mean p05 p25 p50 p75 p95; verdict 0 baseline, 1 better, 2 worse, 3 not clear, 4 only the dashed line
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 285; top = 108; inner_left = 0; inner_right = 28; inner_top = 22; inner_bottom = 48
load here."look.gp"

array colour[4] = [ink, blue, vermillion, grey]
array sign[4] = [7, 9, 11, 7]
at = 32
do for [k = 1:4] {
    set label 910 + k legend[k] at screen X(at), screen Y(84) left font small textcolor rgb soft \
        point pointtype sign[k] pointsize dot linecolor rgb colour[k] offset 1.5,(svg ? -0.3 : -0.1)
    at = at + 52 + text_width(legend[k], small_size)
}
set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    stats DATA using ($1 == i ? $5 : NaN) nooutput
    low = STATS_min
    stats DATA using ($1 == i ? $9 : NaN) nooutput
    upper = STATS_max
    stats DATA using ($1 == i && $2 == baseline ? $4 : NaN) nooutput
    base = STATS_mean
    pad = upper > low ? 0.05 * (upper - low) : abs(upper) > 0 ? 0.1 * abs(upper) : 1
    low = low - pad; upper = upper + pad
    set xrange [low:upper]
    set yrange [rows + 0.5:0.5]
    eval(x_ticks(low, upper, panel_width / 62.0))
    unset ytics
    set label 1 panel_title(i) at screen X(x0(i)), screen Y(y0(i) - 12) left font medium textcolor rgb ink
    set label 2 unit[i] at screen X(x0(i) + panel_width / 2), screen Y(y0(i) + panel_height + 33) center font small textcolor rgb soft
    do for [r = 1:rows] {
        if (column_of(i) == 0) { set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first r right font small textcolor rgb ink }
        else { unset label 1000 + r }
    }
    set arrow 1 from base, graph 0 to base, graph 1 nohead linecolor rgb soft dashtype 2 linewidth 1
    plot for [v = 0:3] DATA using ($1 == i && $3 == v ? $5 : NaN):2:($9 - $5):(0) with vectors nohead linecolor rgb colour[v + 1] linewidth 1.5, \
         for [v = 0:3] DATA using ($1 == i && $3 == v ? $6 : NaN):2:($8 - $6):(0) with vectors nohead linecolor rgb colour[v + 1] linewidth 4, \
         for [v = 0:3] DATA using ($1 == i && $3 == v ? $4 : NaN):2 with points pointtype sign[v + 1] pointsize 1.6 * dot linecolor rgb colour[v + 1]
    eval(frame_off)
}
unset multiplot
set output
