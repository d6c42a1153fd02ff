-- expect query: raised 2201B, raised 2201X
-- A regular expression that is larger than it looks.
select 'a' ~ '(((((a{1,250}){1,250}){1,250}){1,250}){1,250})'
