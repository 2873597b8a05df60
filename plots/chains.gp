# Whether the chains of a fit agree: a column a number, those that agree least; above draw by draw, a colour a chain; below
# the ranks of each chain's draws among all, in twentieths, as a multiple of what is there where the chains agree.
#     gnuplot -d -c plots/chains.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel chain x y; above draw and value, below percent and multiple; a block a panel, an empty line between chains
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
inner_left = 56; inner_bottom = 46
load here."look.gp"

array colour[8] = [blue, orange, green, purple, sky, vermillion, olive, grey]
shade(c) = colour[(int(c) - 1) % 8 + 1]
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    ranks = i > columns
    low = 1e300; upper = -1e300; last = 0
    stats DATA index i - 1 using (low = $4 < low ? $4 : low, upper = $4 > upper ? $4 : upper, last = $3 > last ? $3 : last, 0) nooutput
    if (ranks) { low = 0; upper = upper < 2 ? 2 : 1.05 * upper; last = 100 } \
    else { pad = upper > low ? 0.04 * (upper - low) : 1; low = low - pad; upper = upper + pad }
    set xrange [0:last]
    set yrange [low:upper]
    eval(x_ticks(0, last, panel_width / 70.0))
    eval(y_ticks(low, upper, panel_height / 40.0))
    set label 1 (ranks ? panel[i] : panel_fit(i, cell_width - 8, small_size)) at screen X(x0(i) - (ranks ? 4 : 40)), screen Y(y0(i) - 13) left \
        font small textcolor rgb (ranks ? soft : ink)
    set label 2 (ranks ? ylabel : xlabel) at screen X(x0(i) + panel_width / 2), screen Y(y0(i) + panel_height + 34) center font small textcolor rgb soft
    if (ranks) { set arrow 1 from 0, 1 to 100, 1 nohead linecolor rgb soft dashtype 2 linewidth 1 } else { unset arrow 1 }
    if (ranks) {
        plot for [c = 1:rows] DATA index i - 1 using ($2 == c ? $3 : NaN):4 with steps linecolor rgb shade(c) linewidth 1.3
    } else {
        plot for [c = 1:rows] DATA index i - 1 using ($2 == c ? $3 : NaN):4 with lines linecolor rgb shade(c) linewidth 0.8
    }
    eval(frame_off)
}
unset multiplot
set output
