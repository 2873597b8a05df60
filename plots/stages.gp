# Customers in each stage over time: a small panel a stage, its axis from 0; line: median, bands: 50% and 90% of runs.
#     gnuplot -d -c plots/stages.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel step time mean p05 p25 p50 p75 p95
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
load here."look.gp"

set label 903 ylabel at screen X(18), screen 0.47 center rotate font small textcolor rgb soft
if (xlabel ne "") { set label 904 xlabel at screen 0.5, screen Y(height - 10) center font small textcolor rgb soft }
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    set yrange [0:high[i]]
    eval(y_ticks(0, high[i], panel_height / 32.0))
    eval(time_axis)
    set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 13) left font medium textcolor rgb ink
    plot DATA index i - 1 using 3:5:9 with filledcurves linecolor rgb band90, \
         DATA index i - 1 using 3:6:8 with filledcurves linecolor rgb band50, \
         DATA index i - 1 using 3:7 with lines linecolor rgb blue linewidth 2
    eval(frame_off)
}
unset multiplot
set output
