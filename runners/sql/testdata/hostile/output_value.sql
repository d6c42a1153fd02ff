-- expect query: output rows
-- One value that is longer than an answer may be.
select repeat('x', 20000000)
