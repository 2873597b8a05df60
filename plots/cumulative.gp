# Cumulative profit over time: of one plan, or a panel a plan how far it is ahead of the baseline; line: median, bands:
# 50% and 90% of runs, dotted: payback.
#     gnuplot -d -c plots/cumulative.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel time mean p05 p25 p50 p75 p95
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
top = 96; left = 52
load here."look.gp"
array low[200]; array payback[200]
empty = sum [i = 1:200] (low[i] = 0, payback[i] = NaN, 0)
stats LABELS using (key("number_low") ? (low[int($2)] = $3, 0) : key("number_payback") ? (payback[int($2)] = $3, 0) : 0) nooutput

set label 903 ylabel at screen X(18), screen 0.47 center rotate font small textcolor rgb soft
if (xlabel ne "") { set label 904 xlabel at screen 0.5, screen Y(height - 10) center font small textcolor rgb soft }
if (legend[1] ne "") { set label 911 legend[1] at screen X(24), screen Y(80) left font small textcolor rgb soft }
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    set yrange [low[i]:high[i]]
    eval(y_ticks(low[i], high[i], panel_height / 32.0))
    eval(time_axis)
    set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 13) left font medium textcolor rgb ink
    set arrow 1 from from, first 0 to to, first 0 nohead linecolor rgb ink linewidth 1 front
    if (payback[i] == payback[i]) {
        set arrow 2 from payback[i], graph 0 to payback[i], graph 1 nohead linecolor rgb vermillion linewidth 2 dashtype 3 front
        if (payback[i] < (from + to) / 2) {
            set label 2 fit(mark[i], panel_width / 2 - 12, small_size) at payback[i], graph 0.96 left offset 0.6,0 font small textcolor rgb vermillion front
        } else {
            set label 2 fit(mark[i], panel_width / 2 - 12, small_size) at payback[i], graph 0.96 right offset -0.6,0 font small textcolor rgb vermillion front
        }
    } else {
        unset arrow 2
        set label 2 fit(mark[i], panel_width - 16, small_size) at graph 0.02, graph (-low[i] > high[i] ? 0.06 : 0.96) left font small textcolor rgb vermillion front
    }
    plot DATA index i - 1 using 2:4:8 with filledcurves linecolor rgb band90, \
         DATA index i - 1 using 2:5:7 with filledcurves linecolor rgb band50, \
         DATA index i - 1 using 2:6 with lines linecolor rgb blue linewidth 2
    eval(frame_off)
}
unset multiplot
set output
