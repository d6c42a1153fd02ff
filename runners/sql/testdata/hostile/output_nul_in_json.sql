-- expect query: raised 22P05
-- Text with a NUL, from JSON.
select '"\u0000"'::jsonb ->> 0
