import Shared

let program = Program("proxy")
ProxyCommand.main()
