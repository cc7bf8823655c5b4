#pragma warning disable CA1001 // The socket lives as long as the process: closing it earlier would give the port away.
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PlanDecomp.AppHost.Services;

/// <summary>
/// Where people find the app: one port for all instances of the web host, beside the address that each has of its own. The system gives a new
/// connection to one of those that listen, so that an instance which was killed is missed by its own connections alone.
/// </summary>
/// <remarks>Published, a platform stands in front of the instances.</remarks>
internal sealed class PublicAddress : IResourceAnnotation
{
    // Bound, and never listening: so nothing else takes the port while no instance has it.
    private readonly Socket _reservation = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <param name="port">Null takes a free one.</param>
    /// <exception cref="SocketException">The port cannot be had. <see cref="StartCheck"/> has looked before, and says so in words.</exception>
    public PublicAddress(int? port)
    {
        _reservation.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _reservation.Bind(new IPEndPoint(IPAddress.Parse(AppSettings.Host), port ?? 0));
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://{AppSettings.Host}:{Port}");

    public int Port => ((IPEndPoint)_reservation.LocalEndPoint!).Port;
}
