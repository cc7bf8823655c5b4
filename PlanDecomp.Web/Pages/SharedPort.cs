using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using PlanDecomp.ServiceDefaults.Edge;

namespace PlanDecomp.Web.Pages;

/// <summary>A port of this machine that several web hosts listen on at once (<c>Web:SharedPort</c>): the system gives each connection to one that lives.</summary>
internal static class SharedPort
{
    private const string Setting = "Web:SharedPort";

    public static void UseSharedPort(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<int?>(Setting) is not { } port) return;
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"{builder.Configuration[WebHostDefaults.ServerUrlsKey]};http://{IPAddress.Loopback}:{port}"));
        builder.Services.PostConfigure<SocketTransportOptions>(sockets =>
        {
            var others = sockets.CreateBoundListenSocket;
            sockets.CreateBoundListenSocket = endpoint => endpoint is IPEndPoint address && address.Port == port ? SendBuffers.Bound(Shared(address)) : others(endpoint);
        });
    }

    private static Socket Shared(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // On Unix this is SO_REUSEPORT too: every socket of the port has it, and all are of one user.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(address);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
