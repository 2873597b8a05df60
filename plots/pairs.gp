# Pairs of numbers that go together in the posterior: a panel a pair, a point a draw.
#     gnuplot -d -c plots/pairs.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel x y; a block a panel
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
inner_left = 56; inner_top = 30; inner_bottom = 46
load here."look.gp"

# As turn_panel() of look.gp, of what lies across.
turn_unit(i, n) = (m_ = 0, strlen(unit[i]) <= n ? 0 : \
    sum [j_ = 1:200] (f_ = meets(unit[i], unit[j_], n), m_ = f_ > m_ ? f_ : m_, 0), m_)
unit_fit(i, pixels) = fit_apart(unit[i], turn_unit(i, kept(unit[i], pixels, small_size)), pixels, small_size)

set multiplot
do for [i = 1:panels] {
    eval(place(i))
    left_ = 1e300; right_ = -1e300; low = 1e300; upper = -1e300
    stats DATA index i - 1 using (left_ = $2 < left_ ? $2 : left_, right_ = $2 > right_ ? $2 : right_, \
        low = $3 < low ? $3 : low, upper = $3 > upper ? $3 : upper, 0) nooutput
    pad = 0.04 * (right_ - left_); left_ = left_ - pad; right_ = right_ + pad
    pad = 0.08 * (upper - low); low = low - pad; upper = upper + pad
    set xrange [left_:right_]
    set yrange [low:upper]
    eval(x_ticks(left_, right_, panel_width / 70.0))
    eval(y_ticks(low, upper, panel_height / 40.0))
    set label 1 panel_fit(i, panel_width - 40, small_size) at screen X(x0(i) - 46), screen Y(y0(i) - 13) left font small textcolor rgb ink
    set label 2 unit_fit(i, cell_width - 24) at screen X(x0(i) + panel_width), screen Y(y0(i) + panel_height + 34) right font small textcolor rgb ink
    set label 3 mark[i] at screen X(x0(i) + panel_width), screen Y(y0(i) - 13) right font small textcolor rgb soft
    plot DATA index i - 1 using 2:3 with points pointtype 7 pointsize 0.5 * dot linecolor rgb blue
    eval(frame_off)
}
unset multiplot
set output
