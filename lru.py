class LRUCache:
    def __init__(self, c): self.d={}
    def get(self,k): return self.d.get(k,-1)
    def put(self,k,v): self.d[k]=v
