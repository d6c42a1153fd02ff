begin;

-- Give the orders of duplicates to the customer that is kept, then remove the duplicates.

commit;
