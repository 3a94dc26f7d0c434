System.Console.WriteLine("sferum");
