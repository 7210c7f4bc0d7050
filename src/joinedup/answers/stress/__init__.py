"""The page of a stress test: who could lose how much under a contract, and what that hangs on."""
