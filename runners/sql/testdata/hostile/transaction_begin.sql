-- expect query: raised no_result
-- Begins a transaction that writes.
begin read write
