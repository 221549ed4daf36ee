"""What the suites share: free ports, trees, programs, servers, containers, loads, and HTTP in raw bytes."""
