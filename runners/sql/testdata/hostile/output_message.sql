-- expect query: output rows
-- An error whose message is longer than an answer may be.
select repeat('x', 10000000)::integer
