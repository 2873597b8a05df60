# The journey: stages as boxes, flows as ribbons as wide as many took them; a part of the plane a scenario, one scale for
# all.
#     gnuplot -d -c plots/journey.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: kind x y mark lines, as boxes.gp tells
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 20; right = 20; top = 96; bottom = 16; inner_left = 4; inner_right = 4; inner_top = 8; inner_bottom = 0
rigid = 1
load here."look.gp"

halo = 0
load here."boxes.gp"
