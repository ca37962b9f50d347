"""The fast lane for plain cases in canonical N-Quads: what was found once is not worked out again.

Most cases of a big file are made of the same parts: one person, at most one conduct, and facts that hang on either.
The lane cuts a case into such parts by looking its lines up, and puts its findings together from those of cases that
the engine has classified before. It knows nothing of its own: a part, or a combination of parts that makes a
difference, that was not met before sends the case down the ordinary way, and the lane learns from what comes of it.

Why that is right: a shape sees of a case only what lies on its paths. So the lane takes each definition, circle,
category, remark and divergence apart into *atoms*, the shapes that look at one property of the person or conduct; asks
the engine once what each atom comes to for each way of filling that property; and keeps what it found under the
answers. Whatever falls outside (more persons or conducts, nodes that hang on two others, inference that reaches further
than one fact, lines that are not canonical) is left to the ordinary way. ``docs/lane.md`` has the argument in full.
"""
