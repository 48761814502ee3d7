"""How much of anything is accepted, each limit with its reason."""

# The largest report seen in the sector (a national statistics release with maps) is 60 MB; beyond that it is an attack
# or a data file. Applies to files on disk, to responses and to what an archive unpacks to.
BODY_BYTES = 100_000_000

# A page of HTML is parsed into a tree some thirty times its size; long reports in HTML reach 5 MB.
HTML_BYTES = 20_000_000

# Real pages nest under a hundred deep. Past this, tools that walk a tree by recursion end in a stack overflow.
HTML_DEPTH = 400

# What a server says before a document is some kilobytes; a document sent in chunks announces each of them.
HEAD_BYTES = 1_000_000

# A feed holds tens of entries; a page listing years of them reaches 20 MB.
FEED_BYTES = 50_000_000

# A single statement of a thousand pages has about three million characters.
TEXT_CHARACTERS = 5_000_000

# The longest title seen has 200 characters; what is longer is text in the wrong place, and is cut.
TITLE_CHARACTERS = 2_000

# Text honestly compressed shrinks three- to tenfold, log-like XML fiftyfold; a bomb a thousandfold.
UNPACKED_RATIO = 200

# A paper has at most some thousand pages; more is a directory dump, and takes minutes.
PAPER_PAGES = 2_000

# One line of JSON Lines is one document: no more than a body.
LINE_CHARACTERS = 20_000_000

# A publisher's clock may be in another zone, or an embargoed item a few hours early: one day, not more.
FUTURE_HOURS = 24
