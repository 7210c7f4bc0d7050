"""What the engine room sees of a build: care models (ledger, enrolment, sites), series to chart, who is here."""
