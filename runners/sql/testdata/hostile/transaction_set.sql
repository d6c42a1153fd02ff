-- expect query: raised no_result
-- Makes the transaction one that writes.
set transaction read write
