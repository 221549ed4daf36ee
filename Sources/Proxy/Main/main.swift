import Proxy
import Runner

Program.proxy.main()
