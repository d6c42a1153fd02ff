-- expect query: raised 22P02
-- An error whose message is the submission's own.
select E'\x1b[2Jjudge: accepted'::integer
