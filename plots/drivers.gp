# Spend and response of each channel over time: a column a channel; above, bars: paid, line: felt, with what is carried
# over; below the response.
#     gnuplot -d -c plots/drivers.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel kind from to value; kind 0 paid, 1 response, 2 felt
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 24; top = 112; inner_left = 82; inner_top = 30
load here."look.gp"

if (xlabel ne "") { set label 904 xlabel at screen 0.5, screen Y(height - 10) center font small textcolor rgb soft }
set label 911 legend[1] at screen X(32), screen Y(84) left font small textcolor rgb soft \
    point pointtype 5 pointsize 1.4 * dot linecolor rgb sand offset 1.5,(svg ? -0.3 : -0.1)
set label 912 legend[2] at screen X(32 + 52 + text_width(legend[1], small_size)), screen Y(84) left font small textcolor rgb soft \
    point pointtype 7 pointsize dot linecolor rgb vermillion offset 1.5,(svg ? -0.3 : -0.1)
set multiplot
do for [i = 1:panels] {
    if (high[i] > 0) {
        eval(place(i))
        set yrange [0:high[i]]
        eval(y_ticks(0, high[i], panel_height / 32.0))
        eval(time_axis)
        set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 15) left font medium textcolor rgb ink
        set label 2 unit[i] at screen X(x0(i) - 68), screen Y(y0(i) + panel_height / 2) center rotate font small textcolor rgb soft
        plot DATA using ($1 == i && $2 == 0 ? $3 : NaN):5 with fillsteps linecolor rgb sand, \
             DATA using ($1 == i && $2 == 2 ? ($3 + $4) / 2 : NaN):5 with lines linecolor rgb vermillion linewidth 2, \
             DATA using ($1 == i && $2 == 1 ? ($3 + $4) / 2 : NaN):5 with lines linecolor rgb blue linewidth 2
        eval(frame_off)
    }
}
unset multiplot
set output
