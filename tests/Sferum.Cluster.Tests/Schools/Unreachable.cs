using System.Reflection;

namespace Sferum.Schools;

/// <summary>A cluster that nobody reaches.</summary>
public class Unreachable : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new TimeoutException("No silo answers.");
}
