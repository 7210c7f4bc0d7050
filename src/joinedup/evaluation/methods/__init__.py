"""Methods of evaluation that know nothing of patients: arrays and tables in, estimates out. Useful as a library by itself."""
