"""A course in another language: a folder in its own, named after the language, with the files that it has.

    content/tea/course.yaml       content/tea/de/course.yaml
    content/tea/1-water.yaml      content/tea/de/1-water.yaml
                                  content/tea/de/pictures/cup.png   where it has words of its own

A translation says the course's texts in its language, and nothing else: what is right, in which order, and by
which ids is always the course's own.
"""
