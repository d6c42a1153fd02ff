-- expect query: answered [[3]]
-- Looks for rows that were there before, by their places in the file.
select count(*) from t where ctid = any (array(select format('(%s,%s)', p, l)::tid from generate_series(0, 3) p, generate_series(1, 100) l))
