"""Person-based need: what a person's care is expected to cost, learnt from the place's own linked people.

After Dixon J, Smith P, Gravelle H, et al. A person based formula for allocating commissioning funds to general practices in
England: development of a statistical model. BMJ 2011;343:d6608.
"""
