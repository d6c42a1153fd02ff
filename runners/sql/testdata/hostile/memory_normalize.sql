-- expect query: memory
-- A text that grows while it is brought into another form.
select length(normalize(repeat(U&'a\0323\0302', 4000000), nfkd))
