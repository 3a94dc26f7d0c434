using System.CommandLine;
using Sferum.Baseline;

var kind = new Option<string>("--kind") { Required = true, Description = "signalr: stock groups; websocket: ASP.NET sockets; socket: one system call for each delivery." };
kind.AcceptOnlyFromAmong("signalr", "websocket", "socket");
var port = new Option<int>("--port") { DefaultValueFactory = static _ => 18090 };
var root = new RootCommand("Broadcasts in rooms and does nothing else: what a server of chats is compared with. No accounts, nothing is stored.") { kind, port };
root.SetAction((parsed, cancel) => parsed.GetValue(kind) switch
{
    "signalr" => SignalRServer.Run(parsed.GetValue(port), cancel),
    "websocket" => WebSocketServer.Run(parsed.GetValue(port), cancel),
    _ => SocketServer.Run(parsed.GetValue(port), cancel),
});
return await root.Parse(args).InvokeAsync();
