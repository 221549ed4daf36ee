import Testing

@testable import System

@Suite struct TCPConnectionsTests {
    @Test func theKernelsTableIsRead() {
        let table = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
               1: 0100007F:1F40 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 20 4 30 10 -1
               2: 0100007F:D431 0100007F:1F40 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0 20 4 30 10 -1
               3: 0100007F:1F41 0100007F:D432 08 00000000:00000000 00:00000000 00000000     0        0 4 1 0 20 4 30 10 -1
               4: 00000000000000000000000001000000:1F41 00000000000000000000000001000000:D433 01 00000000:00000000 00:0 0
               5: nonsense
            """
        #expect(TCPConnections.clients(of: [8000], in: Array(table.utf8)) == 1)
        #expect(TCPConnections.clients(of: [8000, 8001], in: Array(table.utf8)) == 2)
        #expect(TCPConnections.clients(of: [80], in: Array(table.utf8)) == 0)
        #expect(TCPConnections.clients(of: [8000], in: []) == 0)
    }
}
