# What is paid for each channel in each period, one on the other.
#     gnuplot -d -c plots/spend.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: channel from to below above, a block a channel
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 52; right = 236; top = 78
load here."look.gp"

array colour[8] = [blue, orange, green, sky, purple, vermillion, yellow, grey]
set label 903 ylabel at screen X(18), screen 0.47 center rotate font small textcolor rgb soft
if (xlabel ne "") { set label 904 xlabel at screen 0.5, screen Y(height - 10) center font small textcolor rgb soft }
eval(place(1))
set yrange [0:high[1]]
eval(y_ticks(0, high[1], panel_height / 32.0))
eval(time_axis)
do for [r = 1:rows] {
    set label 1000 + r key_title(r) at screen X(width - right + 46), screen Y(y0(1) + 16 + 24 * (rows - r)) left font small \
        textcolor rgb ink point pointtype 5 pointsize 1.4 * dot linecolor rgb colour[r] offset 1.5,(svg ? -0.3 : -0.1)
}
plot for [r = 1:rows] DATA index r - 1 using (($2 + $3) / 2):4:2:3:4:5 with boxxyerror linecolor rgb colour[r]
set output
