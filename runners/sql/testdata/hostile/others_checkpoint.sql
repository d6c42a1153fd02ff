-- expect query: raised no_result
-- Has the server write everything to its disk.
checkpoint
