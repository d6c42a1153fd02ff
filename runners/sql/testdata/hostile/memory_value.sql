-- expect query: memory
-- One value that is larger than the memory.
select length(repeat('x', 100000000))
