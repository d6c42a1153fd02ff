-- expect query: raised 2201B
-- A regular expression that needs more memory than there is.
select repeat('a', 200000) ~ ('(' || repeat('a?', 2000) || ')' || repeat('a', 2000))
